/** What a person can keep of what they agreed to (ISO/IEC TS 27560:2023). */
@NullMarked
package org.sparkall.consent.receipt;

import org.jspecify.annotations.NullMarked;
