#include "command/weapons_release.hpp"

namespace cupola {

namespace {

bool tight_allows(const Doctrine& doctrine, Category category) {
  return category == Category::hostile || (category == Category::suspect && doctrine.engage_suspect);
}

bool free_allows(const ReleaseCase& track) {
  switch (track.category) {
    case Category::hostile:
    case Category::suspect:
      return true;
    case Category::unknown:
      return !track.being_asked;
    case Category::friendly:
    case Category::assumed_friend:
    case Category::neutral:
      return false;
  }
  return false;
}

}  // namespace

Release weapons_release(const Doctrine& doctrine, const ReleaseCase& track) {
  return weapons_release(doctrine, doctrine.weapons_control, track);
}

Release weapons_release(const Doctrine& doctrine, WeaponsControl state, const ReleaseCase& track) {
  if (track.iff == IffEvidence::national) return Release::not_engageable;
  const bool tight = tight_allows(doctrine, track.category);
  if (state == WeaponsControl::hold) return tight ? Release::held : Release::not_engageable;
  const bool allowed = state == WeaponsControl::tight ? tight : free_allows(track);
  if (!allowed) return Release::not_engageable;
  if (track.in_corridor && track.category != Category::hostile) return Release::held;
  return Release::allowed;
}

}  // namespace cupola
