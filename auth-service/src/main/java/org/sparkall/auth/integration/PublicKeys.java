package org.sparkall.auth.integration;

import com.nimbusds.jose.jwk.JWKSet;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JWK set of one to ten public keys for signatures: no private, no symmetric and no encryption key (RFC 7517). */
@Target({ElementType.TYPE_USE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PublicKeys.Validator.class)
public @interface PublicKeys {

    String message() default "must be a JWK set of one to ten public EC or RSA keys, without private parts";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Judges. */
    final class Validator implements ConstraintValidator<PublicKeys, Map<String, Object>> {

        private static final int MOST_KEYS = 10;
        private static final int LEAST_RSA_BITS = 2048;

        @Override
        public boolean isValid(@Nullable Map<String, Object> json, ConstraintValidatorContext context) {
            if (json == null) return true;
            try {
                JWKSet keys = JWKSet.parse(json);
                return !keys.isEmpty()
                        && keys.size() <= MOST_KEYS
                        && keys.getKeys().stream().allMatch(Validator::isPublicSignatureKey);
            } catch (ParseException | IllegalArgumentException e) {
                return false;
            }
        }

        private static boolean isPublicSignatureKey(com.nimbusds.jose.jwk.JWK key) {
            boolean signs =
                    key.getKeyUse() == null || "sig".equals(key.getKeyUse().identifier());
            boolean strong = key instanceof com.nimbusds.jose.jwk.ECKey
                    || (key instanceof com.nimbusds.jose.jwk.RSAKey rsa && rsa.size() >= LEAST_RSA_BITS);
            return strong && signs && !key.isPrivate();
        }
    }
}
