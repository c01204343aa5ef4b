package org.sparkall.key;

import java.time.Duration;
import java.util.Set;

/** What a service signs. Each service has one bean of this. */
public interface SigningPurpose {

    /** The algorithms it signs by; there are keys of each. */
    Set<SigningAlgorithm> algorithms();

    /** The longest time for which anything it signs is valid: so long a key stays published after its last signature. */
    Duration longestValidity();
}
