/** Integrations look after their own grants (Grant Management for OAuth 2.0). */
@NullMarked
package org.sparkall.auth.management;

import org.jspecify.annotations.NullMarked;
