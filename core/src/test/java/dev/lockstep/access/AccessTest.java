package dev.lockstep.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.access.Binding.Group;
import dev.lockstep.access.Binding.User;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final Resource SHOP = Resource.project("acme", "shop");
  private static final Resource PROD = SHOP.within("prod");
  private static final Actor ANNA = new Actor("anna", Set.of("dba"));
  private static final Actor BERT = new Actor("bert", Set.of());

  private final Access access =
      new Access(
          List.of(
              new Binding(new Group("dba"), Role.APPROVER, PROD),
              new Binding(new User("bert"), Role.VIEWER, SHOP),
              new Binding(new User("bert"), Role.DEPLOYER, SHOP.within("dev"))));

  @Test
  void nothingIsAllowedUnlessABindingSaysSo() {
    assertThat(new Access(List.of()).decide(ANNA, Action.READ, Resource.SERVER))
        .isEqualTo(new Decision.Hidden());
    for (Action action : Action.values()) {
      assertThat(access.decide(new Actor("carl", Set.of("others")), action, PROD))
          .isEqualTo(new Decision.Hidden());
    }
  }

  @Test
  void aBindingHoldsAtItsPlaceAndBelow() {
    assertThat(access.decide(ANNA, Action.APPROVE, PROD)).isInstanceOf(Decision.Allowed.class);
    assertThat(access.decide(ANNA, Action.APPROVE, PROD.within("orders-prod")))
        .isInstanceOf(Decision.Allowed.class);
    assertThat(access.decide(ANNA, Action.READ, SHOP)).isEqualTo(new Decision.Hidden());
    assertThat(access.decide(ANNA, Action.READ, SHOP.within("production")))
        .isEqualTo(new Decision.Hidden());
  }

  @Test
  void whoMaySeeAPlaceIsToldThatTheRestIsForbidden() {
    assertThat(access.decide(BERT, Action.RUN, SHOP.within("dev")))
        .isInstanceOf(Decision.Allowed.class);
    assertThat(access.decide(BERT, Action.RUN, PROD)).isEqualTo(new Decision.Forbidden());
    assertThat(access.decide(BERT, Action.READ, Resource.project("acme", "other")))
        .isEqualTo(new Decision.Hidden());
  }

  @Test
  void aUserNamedLikeAGroupIsNotTheGroup() {
    assertThat(access.decide(new Actor("dba", Set.of()), Action.APPROVE, PROD))
        .isEqualTo(new Decision.Hidden());
  }

  @Test
  void onlyAdministratorsAdminister() {
    for (Role role : Role.values()) {
      assertThat(role.allows(Action.ADMINISTER)).isEqualTo(role == Role.ADMIN);
    }
  }
}
