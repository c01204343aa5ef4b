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
 * A redirect URI that may be registered (RFC 6749 section 3.1.2, RFC 8252 section 7): absolute, without fragment or user information;
 * https, or http to a loopback address, or a private-use scheme named after a domain.
 */
@Target({ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = RedirectUri.Validator.class)
public @interface RedirectUri {

    String message() default
            "must be an absolute https address, http to a loopback address, or a private-use scheme such as com.example.app:/callback; no fragment, no user, no wildcard";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Judges. */
    final class Validator implements ConstraintValidator<RedirectUri, String> {

        private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || isRedirectUri(text);
        }

        private static boolean isRedirectUri(String text) {
            try {
                URI uri = new URI(text);
                if (!uri.isAbsolute() || uri.getRawFragment() != null || text.indexOf('*') >= 0) return false;
                return switch (uri.getScheme()) {
                    case "https" -> hasPlainHost(uri);
                    case "http" -> hasPlainHost(uri) && LOOPBACK.contains(uri.getHost());
                    default -> uri.getScheme().indexOf('.') > 0 && !uri.isOpaque();
                };
            } catch (URISyntaxException e) {
                return false;
            }
        }

        private static boolean hasPlainHost(URI uri) {
            return uri.getHost() != null && uri.getRawUserInfo() == null;
        }
    }
}
