package org.sparkall.auth.integration;

import com.nimbusds.oauth2.sdk.GrantType;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A registration whose members agree with one another. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ConsistentClient.Validator.class)
public @interface ConsistentClient {

    String message() default "is inconsistent";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Judges; names every member that does not agree. */
    final class Validator implements ConstraintValidator<ConsistentClient, RegistrationRequest> {

        @Override
        public boolean isValid(RegistrationRequest request, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            // A value that is wrong by itself is named by its own constraint.
            if (!wellFormed(request)) return true;
            boolean consistent = true;
            AuthenticationMethod method = request.authentication();
            if ((method == AuthenticationMethod.NONE) != (request.type() == ClientType.PUBLIC)) {
                consistent =
                        name(context, "tokenEndpointAuthMethod", "must be none for a public client, and only then");
            }
            if ((method == AuthenticationMethod.PRIVATE_KEY_JWT) != (request.jwks() != null)) {
                consistent = name(context, "jwks", "is needed with private_key_jwt, and only then");
            }
            if (request.type() == ClientType.PUBLIC && request.grants().contains(GrantType.CLIENT_CREDENTIALS)) {
                consistent = name(context, "grantTypes", "client_credentials is for confidential clients");
            }
            boolean redirects = request.grants().contains(GrantType.AUTHORIZATION_CODE);
            if (redirects
                    && (request.redirectUris() == null || request.redirectUris().isEmpty())) {
                consistent = name(context, "redirectUris", "must not be empty");
            }
            return consistent;
        }

        private static boolean wellFormed(RegistrationRequest request) {
            return isOneOf(request.clientType(), "confidential", "public")
                    && isOneOf(
                            request.tokenEndpointAuthMethod(),
                            "client_secret_basic",
                            "client_secret_post",
                            "private_key_jwt",
                            "none")
                    && (request.grantTypes() == null
                            || request.grantTypes().stream()
                                    .allMatch(it -> it != null
                                            && GrantTypes.ofWireName(it).isPresent()));
        }

        private static boolean isOneOf(@org.jspecify.annotations.Nullable String text, String... choices) {
            return text == null || java.util.List.of(choices).contains(text);
        }

        private static boolean name(ConstraintValidatorContext context, String member, String message) {
            context.buildConstraintViolationWithTemplate(message)
                    .addPropertyNode(member)
                    .addConstraintViolation();
            return false;
        }
    }
}
