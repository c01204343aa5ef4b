package org.sparkall.auth.consent;

import java.net.URI;
import org.sparkall.auth.grant.ConsentSnapshot;

/** What consent-service says of a request. */
public sealed interface ConsentAnswer {

    /** The person agreed, now or before. */
    record Granted(ConsentSnapshot consent) implements ConsentAnswer {}

    /** The person must be asked, on this page. */
    record Pending(URI page) implements ConsentAnswer {}

    /** The person said no. */
    record Declined() implements ConsentAnswer {}

    /** There is no answer to this very request: it was never given, or belongs to another. */
    record Unanswered() implements ConsentAnswer {}

    /** consent-service cannot be reached; nobody is granted anything. */
    record Unavailable() implements ConsentAnswer {}
}
