package org.sparkall.auth.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;

/**
 * What a client says of itself (RFC 7591 section 2).
 *
 * @param members as it came, without members that are null, which mean the same as left out (RFC 7592 section 2.2)
 * @param metadata what the SDK makes of it
 */
record ClientMessage(ObjectNode members, OIDCClientMetadata metadata) {

    boolean has(String member) {
        return members.has(member);
    }
}
