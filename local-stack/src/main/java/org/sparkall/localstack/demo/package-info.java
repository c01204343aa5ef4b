/** The main job told step by step: register, consent, token, decision, withdrawal. */
@NullMarked
package org.sparkall.localstack.demo;

import org.jspecify.annotations.NullMarked;
