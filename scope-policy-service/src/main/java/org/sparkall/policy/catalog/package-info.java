/** The scope catalog: its versions, its seed, and how others read it. */
@NullMarked
package org.sparkall.policy.catalog;

import org.jspecify.annotations.NullMarked;
