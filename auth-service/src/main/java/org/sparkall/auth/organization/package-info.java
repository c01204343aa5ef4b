/** What organisations let their people use: administrators approve, pre-approve and block integrations. */
@NullMarked
package org.sparkall.auth.organization;

import org.jspecify.annotations.NullMarked;
