package org.sparkall.consent.receipt;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** What receipts say of whoever runs this installation; what is left out, receipts leave out. */
@ConfigMapping(prefix = "sparkall.receipt")
public interface ReceiptSettings {

    /** The name of the organisation that answers for the accounts. */
    Optional<String> controllerName();

    /** Its address on the web. */
    Optional<URI> controllerUrl();

    /** Where it can be written to. */
    Optional<String> controllerAddress();

    /** The e-mail address for questions of privacy. */
    Optional<String> controllerEmail();

    /** Its privacy notice. */
    Optional<URI> privacyNotice();

    /** Whose law holds, such as {@code DE} (ISO 3166). */
    Optional<String> jurisdiction();
}
