package dev.lockstep.engines.declarative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class MemoryTest {
  private final AtomicInteger made = new AtomicInteger();
  private final Memory<String, Integer> memory = new Memory<>(size -> size);

  private int get(String key, int size) {
    return memory.get(
        key,
        () -> {
          made.incrementAndGet();
          return size;
        });
  }

  @Test
  void whatWasNotAskedForLongestGoesFirst() {
    int third = Memory.MOST / 3;
    get("a", third);
    get("b", third);
    get("c", third);
    get("a", third);
    get("d", third);
    assertThat(made).hasValue(4);
    get("a", third);
    get("c", third);
    assertThat(made).hasValue(4);
    get("b", third);
    assertThat(made).hasValue(5);
  }

  @Test
  void theNewestStaysWhateverItsSize() {
    get("small", 1);
    get("huge", 2 * Memory.MOST);
    get("huge", 2 * Memory.MOST);
    assertThat(made).hasValue(2);
    get("small", 1);
    assertThat(made).hasValue(3);
  }

  @Test
  void whatFailsIsMadeAgain() {
    assertThatThrownBy(() ->
            memory.get(
                "a",
                () -> {
                  throw new IllegalArgumentException("not yet");
                }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(get("a", 7)).isEqualTo(7);
  }

  @Test
  void manyWhoAskAtOnceMakeItOnce() throws Exception {
    CountDownLatch asked = new CountDownLatch(4);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> answers =
          List.of(1, 2, 3, 4).stream()
              .map(_ ->
                  threads.submit(() -> {
                    asked.countDown();
                    asked.await();
                    return get("a", 7);
                  }))
              .toList();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(7);
      }
    }
    assertThat(made).hasValue(1);
  }
}
