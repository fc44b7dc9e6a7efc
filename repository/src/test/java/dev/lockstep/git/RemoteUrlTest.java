package dev.lockstep.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.RemoteUrl.Scheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://git.example/team/shop.git, HTTPS, git.example",
    "https://git.example:8443/shop, HTTPS, git.example",
    "HTTPS://git.example/shop, HTTPS, git.example",
    "http://localhost:8080/shop, HTTP, localhost",
    "http://[::1]/shop, HTTP, [::1]",
    "ssh://git@git.example:2222/team/shop.git, SSH, git.example",
    "ssh://git.example/shop, SSH, git.example",
    "git@git.example:team/shop.git, SSH, git.example",
    "git@git.example:/srv/shop.git, SSH, git.example",
    "file:///srv/git/shop.git, FILE, ''",
  })
  void acceptsAddresses(String text, Scheme scheme, String host) {
    RemoteUrl url = RemoteUrl.parse(text);
    assertThat(url.scheme()).isEqualTo(scheme);
    assertThat(url.host()).isEqualTo(host);
    assertThat(RemoteUrl.looksLikeUrl(text)).isTrue();
    assertThat(RefText.parse(text + "#release/1")).isEqualTo(new RefText.Remote(url, "release/1"));
    assertThat(RefText.parse(text)).isEqualTo(new RefText.Remote(url, "HEAD"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ada:hunter2-secret@git.example/shop",
        "https://hunter2-secret@git.example/shop",
        "ssh://git:hunter2-secret@git.example/shop",
        "http://git.example/shop?token=hunter2-secret",
        "http://169.254.169.254/latest",
        "git://git.example/shop",
        "ext::sh -c hunter2-secret",
        "ext::sh",
        "ftp://git.example/shop",
        "https:///shop",
        "https://git.example",
        "file://git.example/shop",
        "ssh://-oProxyCommand=x/shop",
        "ssh://-x@git.example/shop",
        "https://git.example/a b",
        "https://git.example/\u001b[2J",
        "amazon-s3://bucket@hunter2-secret/shop",
        "https://git.example\\@evil.example/shop",
      })
  void refusesAddresses(String text) {
    assertThat(RemoteUrl.looksLikeUrl(text)).isTrue();
    assertThatThrownBy(() -> RemoteUrl.parse(text))
        .isInstanceOfSatisfying(
            LockstepException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
        .hasMessageNotContaining("hunter2-secret");
  }

  @Test
  void takesOtherTextForRefs() {
    for (String text : new String[] {"main", "v1#2", "HEAD~1", "main@{1}", "a:b", "feature/x"}) {
      assertThat(RefText.parse(text)).isEqualTo(new RefText.Local(text));
    }
  }
}
