package org.sparkall.client.quarkus;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Stands before every method that {@link RequiresScope} is on. */
@Interceptor
@RequiresScope({})
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class RequiresScopeInterceptor {

    private final JsonWebToken token;
    private final ScopeGuard guard;

    RequiresScopeInterceptor(JsonWebToken token, ScopeGuard guard) {
        this.token = token;
        this.guard = guard;
    }

    @AroundInvoke
    @Nullable
    Object check(InvocationContext call) throws Exception {
        RequiresScope needed = onMethodOrClass(call);
        guard.check(token, List.of(needed.value()), needed.live());
        return call.proceed();
    }

    /** As CDI binds it: the method's own, then that of the class whose bean was called, wherever the method was declared. */
    private static RequiresScope onMethodOrClass(InvocationContext call) {
        RequiresScope onMethod = call.getMethod().getAnnotation(RequiresScope.class);
        if (onMethod != null) return onMethod;
        for (Class<?> it = call.getTarget().getClass(); it != null; it = it.getSuperclass()) {
            RequiresScope onClass = it.getDeclaredAnnotation(RequiresScope.class);
            if (onClass != null) return onClass;
        }
        throw new IllegalStateException("@RequiresScope is on neither the method nor its class");
    }
}
