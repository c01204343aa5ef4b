package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.secret.Secret;

/** Issues authorization codes: short-lived, good once, kept as a hash (RFC 6749 section 4.1.2). */
@ApplicationScoped
public class Codes {

    private final Jdbi jdbi;
    private final CodeStore codes;
    private final TokenSettings settings;

    Codes(Jdbi jdbi, CodeStore codes, TokenSettings settings) {
        this.jdbi = jdbi;
        this.codes = codes;
        this.settings = settings;
    }

    /**
     * Issues the code of a flow.
     *
     * @return empty when this flow has been given one already: a page that was sent twice gives no second code
     */
    public Optional<Secret> issue(CodeDraft draft) {
        Secret code = Secret.random();
        boolean first = jdbi.withHandle(handle -> codes.insert(handle, code.hash(), draft, settings.codeLifetime()));
        return first ? Optional.of(code) : Optional.empty();
    }
}
