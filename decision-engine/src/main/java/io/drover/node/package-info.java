/** Where effects become calls: the ports to the world, and the loop between them and the engine. */
package io.drover.node;
