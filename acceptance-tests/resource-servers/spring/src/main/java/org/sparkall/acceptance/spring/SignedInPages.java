package org.sparkall.acceptance.spring;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Pages for people who have signed in with OpenID Connect, beside the resource server. */
@Configuration
@Profile("login")
class SignedInPages {

    @Bean
    @Order(1)
    SecurityFilterChain signIn(HttpSecurity http) {
        return http.securityMatcher("/me", "/oauth2/**", "/login/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2Login(Customizer.withDefaults())
                .build();
    }
}
