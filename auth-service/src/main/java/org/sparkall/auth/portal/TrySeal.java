package org.sparkall.auth.portal;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.sparkall.seal.ExpiringSeal;
import org.sparkall.seal.Sealer;

/** Hands a tried flow to the browser and takes it back; nothing of it is stored here. */
@Singleton
class TrySeal extends ExpiringSeal<TrySession> {

    TrySeal(Sealer sealer, ObjectMapper json) {
        super("portal-try", TrySession.class, sealer, json);
    }
}
