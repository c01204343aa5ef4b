/** Enforces scopes on Quarkus: {@link org.sparkall.client.quarkus.RequiresScope} on a method or a class is all it takes. */
@NullMarked
package org.sparkall.client.quarkus;

import org.jspecify.annotations.NullMarked;
