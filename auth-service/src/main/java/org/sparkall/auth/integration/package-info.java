/** The registry of integrations (OAuth clients) and its HTTP API. */
@NullMarked
package org.sparkall.auth.integration;

import org.jspecify.annotations.NullMarked;
