package org.sparkall.acceptance.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** A resource server on Spring Security that is told nothing but the issuer and its own name. */
@SpringBootApplication
public class SpringResourceServer {

    public static void main(String[] arguments) {
        SpringApplication.run(SpringResourceServer.class, arguments);
    }

    /** Reading messages needs their scope; everything else is closed. */
    @Bean
    SecurityFilterChain rules(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/messages")
                        .hasAuthority("SCOPE_spark:messages_read")
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {}))
                .build();
    }
}
