/** Push and Pull: who may move where, what is best, and the states of both sides of an auction. */
package io.drover.strategy;
