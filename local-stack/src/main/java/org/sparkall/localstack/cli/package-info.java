/** The launcher's commands. */
@NullMarked
package org.sparkall.localstack.cli;

import org.jspecify.annotations.NullMarked;
