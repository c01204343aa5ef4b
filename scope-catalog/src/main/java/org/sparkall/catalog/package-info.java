/** The scope catalog as a JSON document: what the project ships, what an event carries and what the catalog API answers. */
@NullMarked
package org.sparkall.catalog;

import org.jspecify.annotations.NullMarked;
