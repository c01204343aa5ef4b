package org.sparkall.policy.decision;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A subject or a resource of a request (AuthZEN 1.0 section 5); what else it says is passed over.
 *
 * @param type its type, or null
 * @param id its id among those of its type, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Entity(@Nullable String type, @Nullable String id) {

    static final int LONGEST_TYPE = 64;
    static final int LONGEST_ID = 255;

    /** This one, with what it leaves out taken from the other. */
    static @Nullable Entity merge(@Nullable Entity own, @Nullable Entity defaults) {
        if (own == null || defaults == null) return own == null ? defaults : own;
        return new Entity(own.type == null ? defaults.type : own.type, own.id == null ? defaults.id : own.id);
    }
}
