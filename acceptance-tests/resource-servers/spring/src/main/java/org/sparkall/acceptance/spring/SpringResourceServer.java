package org.sparkall.acceptance.spring;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/** A resource server on Spring Security that is told nothing but the issuer and its own name, and by its profile which type of token it takes. */
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

    /** Access tokens have the type that RFC 9068 gives them; Spring Security takes it when it is told to, and then takes no other. */
    @Bean
    @Profile("rfc9068")
    JwtDecoder tokens(
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer,
            @Value("${spring.security.oauth2.resourceserver.jwt.audiences}") String audience) {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withIssuerLocation(issuer).validateType(false).build();
        decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                .issuer(issuer)
                .audience(audience)
                .build());
        return decoder;
    }
}
