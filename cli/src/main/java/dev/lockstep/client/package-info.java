/// Speaks with a server of Lockstep: who the user is there, requests and answers.
@org.jspecify.annotations.NullMarked
package dev.lockstep.client;
