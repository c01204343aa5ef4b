/** What all pages of this service have in common: their headers, and the proof that a form comes from them. */
@NullMarked
package org.sparkall.auth.page;

import org.jspecify.annotations.NullMarked;
