/** Renders the Helm chart as installations do, and holds what comes out against what the clusters' APIs take. */
@NullMarked
package org.sparkall.k8s;

import org.jspecify.annotations.NullMarked;
