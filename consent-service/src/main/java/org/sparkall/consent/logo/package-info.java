/** Integrations' logos, fetched by this service so that whoever hosts them does not learn who is asked for what. */
@NullMarked
package org.sparkall.consent.logo;

import org.jspecify.annotations.NullMarked;
