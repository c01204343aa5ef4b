package org.sparkall.key;

/**
 * Who holds the private keys. They are made there, sign there and never come out, so that a hardware security module or a cloud's key
 * service can take the place of {@link SealedKeyCustody}: such a one keeps the key's name there as the reference and signs by a call.
 */
public interface KeyCustody {

    /** Makes a key for this algorithm. */
    HeldKey make(SigningAlgorithm algorithm);

    /**
     * The key that this custodian once made.
     *
     * @throws IllegalStateException when it was another one, or the key is gone
     */
    HeldKey open(String reference);

    /** Whether its keys sign without waiting for anything: not where each signature is a call. */
    default boolean signsInMemory() {
        return false;
    }
}
