/** Proofs that are good once: DPoP proofs (RFC 9449) and client assertions (RFC 7523). */
@NullMarked
package org.sparkall.auth.proof;

import org.jspecify.annotations.NullMarked;
