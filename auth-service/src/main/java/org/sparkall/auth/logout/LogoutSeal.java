package org.sparkall.auth.logout;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.sparkall.seal.ExpiringSeal;
import org.sparkall.seal.Sealer;

/** Hands a logout to the browser and takes it back. */
@Singleton
class LogoutSeal extends ExpiringSeal<LogoutFlow> {

    LogoutSeal(Sealer sealer, ObjectMapper json) {
        super("logout-flow", LogoutFlow.class, sealer, json);
    }
}
