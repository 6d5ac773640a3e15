#pragma once

#include <array>
#include <string>

#include "catalogue/figure.hpp"

namespace cupola {

class FieldVisitor;

/// P(something seen | friend, neutral, hostile): one row of a table of a doctrine.
struct Likelihoods {
  Figure given_friend, given_neutral, given_hostile;
};

// What may be seen of a track besides its kinematics and its replies: names in files, in the order of the
// enumerations of room command (evidence.hpp), which have `none` before them.
inline constexpr std::array<const char*, 2> kFlightPlans = {"civil", "own"};
inline constexpr std::array<const char*, 2> kOrigins = {"own area", "hostile area"};
inline constexpr std::array<const char*, 4> kEmitters = {"own fighter radar", "foreign fighter radar",
                                                         "civil transponder", "jammer"};
inline constexpr std::array<const char*, 3> kWords = {"friend", "neutral", "hostile"};

struct FlightPlanLikelihood : Likelihoods {
  std::string plan;
};
struct OriginLikelihood : Likelihoods {
  std::string origin;
};
struct EmitterLikelihood : Likelihoods {
  std::string emitter;
};
struct WordLikelihood : Likelihoods {
  std::string word;
};

void declare(FieldVisitor&, FlightPlanLikelihood&);
void declare(FieldVisitor&, OriginLikelihood&);
void declare(FieldVisitor&, EmitterLikelihood&);
void declare(FieldVisitor&, WordLikelihood&);

}  // namespace cupola
