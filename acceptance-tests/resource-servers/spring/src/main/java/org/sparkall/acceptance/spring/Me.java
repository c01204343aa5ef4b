package org.sparkall.acceptance.spring;

import org.springframework.context.annotation.Profile;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells people who they are. */
@RestController
@Profile("login")
class Me {

    @GetMapping("/me")
    String tell(@AuthenticationPrincipal OidcUser person) {
        return person.getName();
    }
}
