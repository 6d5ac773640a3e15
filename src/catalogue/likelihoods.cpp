#include "catalogue/likelihoods.hpp"

#include "catalogue/measures.hpp"

namespace cupola {
namespace {

void declare_figures(FieldVisitor& v, Likelihoods& likelihoods) {
  v.figure({"given_friend", "P(seen | friend)."}, probability(), Worse::neither, likelihoods.given_friend);
  v.figure({"given_neutral", "P(seen | neutral)."}, probability(), Worse::neither, likelihoods.given_neutral);
  v.figure({"given_hostile", "P(seen | hostile)."}, probability(), Worse::neither, likelihoods.given_hostile);
}

}  // namespace

void declare(FieldVisitor& v, FlightPlanLikelihood& row) {
  v.about("flight_plan_likelihood", "What it says of a track that it keeps to a declared flight.");
  v.one_of_texts({"plan", "Whose flight that is."}, kFlightPlans, row.plan);
  declare_figures(v, row);
}

void declare(FieldVisitor& v, OriginLikelihood& row) {
  v.about("origin_likelihood", "What it says of a track where it was first seen.");
  v.one_of_texts({"origin", "The declared area."}, kOrigins, row.origin);
  declare_figures(v, row);
}

void declare(FieldVisitor& v, EmitterLikelihood& row) {
  v.about("emitter_likelihood", "What it says of a track that an emitter of this kind is heard from it.");
  v.one_of_texts({"emitter", "The kind, as a passive sensor or a strobe names it."}, kEmitters, row.emitter);
  declare_figures(v, row);
}

void declare(FieldVisitor& v, WordLikelihood& row) {
  v.about("word_likelihood",
          "What it says of a track that another post's interrogators or listeners take it for this.");
  v.one_of_texts({"word", "What they take it for."}, kWords, row.word);
  declare_figures(v, row);
}

}  // namespace cupola
