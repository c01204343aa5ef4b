/** consent-service with ten million consents in its database. */
@NullMarked
package org.sparkall.benchmarks.consents;

import org.jspecify.annotations.NullMarked;
