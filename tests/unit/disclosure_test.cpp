// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/disclosure.hpp"

#include <doctest/doctest.h>

using namespace verzuim;

TEST_CASE("a gemeente may see unauthorised, late, removed and unknown absence and nothing else") {
  const auto one = [](Kind kind) { return may_see(RoleHolder::gemeente, bit(kind)); };
  CHECK(one(Kind::unauthorised));
  CHECK(one(Kind::late));
  CHECK(one(Kind::removed));
  CHECK(one(Kind::unknown));
  CHECK_FALSE(one(Kind::sick));
  CHECK_FALSE(one(Kind::authorised));
  CHECK_FALSE(may_see(RoleHolder::gemeente, static_cast<KindSet>(bit(Kind::unauthorised) | bit(Kind::sick))));
  CHECK_FALSE(may_see(RoleHolder::gemeente, KindSet{0}));
  CHECK(may_see(RoleHolder::jgz, bit(Kind::sick)));
  CHECK(may_see(RoleHolder::school, KindSet{0}));
}

TEST_CASE("one version of a rule that looks at sickness keeps the whole rule from the gemeente") {
  Rule unauthorised, sick, mix, worry;
  unauthorised.count.kinds = bit(Kind::unauthorised);
  sick.count.kinds = bit(Kind::sick);
  mix.when.mix = {{Measure::spells, bit(Kind::sick), {}}, {Measure::hours, bit(Kind::unauthorised), {}}};
  worry.count.of = Measure::concerns;
  CHECK(may_see(RoleHolder::gemeente, std::vector<Rule>{unauthorised}));
  CHECK_FALSE(may_see(RoleHolder::gemeente, std::vector<Rule>{unauthorised, sick}));
  CHECK_FALSE(may_see(RoleHolder::gemeente, std::vector<Rule>{mix}));
  CHECK_FALSE(may_see(RoleHolder::gemeente, std::vector<Rule>{worry}));
  CHECK(may_see(RoleHolder::school, std::vector<Rule>{sick}));
}

TEST_CASE("an unknown role sees no more than a gemeente and a new field stays inside") {
  CHECK(holder_of("buurman") == RoleHolder::other);
  CHECK_FALSE(may_see(holder_of("buurman"), bit(Kind::sick)));
  CHECK(holder_of("leerplichtambtenaar") == RoleHolder::gemeente);
  CHECK(holder_of("jeugdarts") == RoleHolder::jgz);
  CHECK(may_see_field(RoleHolder::gemeente, "due_on"));
  CHECK_FALSE(may_see_field(RoleHolder::gemeente, "cause"));
  CHECK_FALSE(may_see_field(RoleHolder::gemeente, "anything-new"));
  CHECK(may_see_field(RoleHolder::school, "cause"));
}
