package org.sparkall.acceptance.spring;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is protected. */
@RestController
class Messages {

    @GetMapping("/messages")
    String read(@AuthenticationPrincipal Jwt token) {
        return "messages of " + token.getSubject();
    }
}
