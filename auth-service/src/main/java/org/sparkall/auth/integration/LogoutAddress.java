package org.sparkall.auth.integration;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address where an integration is told of logouts (OpenID Connect Back-Channel Logout section 2.2): https, or http to a loopback address,
 * which is only ever called where private addresses are allowed; no fragment, no user information.
 */
@Target({ElementType.TYPE_USE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = LogoutAddress.Validator.class)
public @interface LogoutAddress {

    String message() default "must be an https address without fragment and user";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Judges. */
    final class Validator implements ConstraintValidator<LogoutAddress, String> {

        private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null) return true;
            try {
                URI uri = new URI(text);
                if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) return false;
                return "https".equals(uri.getScheme())
                        || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }
}
