package org.sparkall.client.quarkus;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Only requests whose access token has all of these scopes (or features) come through; an aggregate that covers one counts for it. Without a
 * token the answer is 401, with too little 403 and the challenge of RFC 6750 section 3.1. One on a method takes the place of that on its class.
 */
@Documented
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresScope {

    /** Names of scopes, aggregates or features, each of which is needed. */
    @Nonbinding
    String[] value();

    /**
     * Whether scope-policy-service is asked besides, so that what the person withdrew counts at once and not only at the token's expiry. When
     * it does not answer the request is refused with 503. The method must be a blocking one: a virtual thread is best. About a token that
     * does not name what its aggregates open ({@code scope_abridged}) it is asked in any case.
     */
    @Nonbinding
    boolean live() default false;
}
