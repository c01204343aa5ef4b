package org.sparkall.auth.integration;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** One of {@link GrantTypes#SUPPORTED}. */
@Target({ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = SupportedGrantType.Validator.class)
public @interface SupportedGrantType {

    String message() default
            "must be authorization_code, refresh_token, client_credentials, urn:ietf:params:oauth:grant-type:device_code or urn:ietf:params:oauth:grant-type:token-exchange";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Judges. */
    final class Validator implements ConstraintValidator<SupportedGrantType, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || GrantTypes.ofWireName(text).isPresent();
        }
    }
}
