package org.sparkall.consent.erasure;

import org.jdbi.v3.core.Handle;

/**
 * A person is being erased. It is fired inside the transaction, for whoever keeps something of theirs beside their consents.
 *
 * @param person the person's subject at Keycloak
 */
public record PersonErased(Handle tx, String person) {}
