/** A resource server on Spring Security. */
@NullMarked
package org.sparkall.acceptance.spring;

import org.jspecify.annotations.NullMarked;
