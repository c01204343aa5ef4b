/** The suite's own services as child processes. */
@NullMarked
package org.sparkall.localstack.service;

import org.jspecify.annotations.NullMarked;
