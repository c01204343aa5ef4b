/** Integrations. */
@NullMarked
package org.sparkall.admin.integration;

import org.jspecify.annotations.NullMarked;
