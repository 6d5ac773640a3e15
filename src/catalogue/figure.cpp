#include "catalogue/figure.hpp"

#include <algorithm>
#include <cmath>

#include "catalogue/fields.hpp"
#include "catalogue/names.hpp"
#include "core/math.hpp"

namespace cupola {
namespace {

/// Nobody named: we ourselves, of an assumed figure.
Claimant claimant_named(const std::string& name) {
  const NameList names = names_of(Claimant{});
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (name == names[i]) return static_cast<Claimant>(i);
  }
  return Claimant::us;
}

}  // namespace

double drawn_value(const Figure& figure, double u, bool whole) {
  const double span = figure.high - figure.low;
  double value = figure.best;
  if (figure.distribution == Distribution::uniform) value = figure.low + u * span;
  if (figure.distribution == Distribution::triangular && span > 0.0) {
    const double below = (figure.best - figure.low) / span;
    value = u < below ? figure.low + span * std::sqrt(u * below)
                      : figure.high - span * std::sqrt((1.0 - u) * (1.0 - below));
  }
  if (figure.distribution == Distribution::lognormal && figure.low > 0.0) {
    const double deviations = math::normal_quantile(u) / 3.0,
                 end = deviations < 0.0 ? figure.low : figure.high;
    value = figure.best * math::exp(std::fabs(deviations) * math::log(end / figure.best));
  }
  value = std::clamp(value, figure.low, figure.high);
  return whole ? std::floor(value + 0.5) : value;
}

void declare_figure(FieldVisitor& v, const Measure& measure, Figure& figure) {
  v.about("figure", "One figure as a record: what is believed, between what limits, and on whose word.");
  std::optional<double> low, high;
  v.quantity({"value", "Our central value."}, measure, figure.best);
  v.quantity({"low", "Low end of what is believed; without it the value.", kOptional}, measure, low);
  v.quantity({"high", "High end of what is believed; without it the value.", kOptional}, measure, high);
  v.quantity({"advertised", "The maker's figure, where it differs from the value.", kOptional}, measure,
             figure.advertised);
  v.quantity(
      {"drawn",
       "What is true in one draw of a study, with `figures: best`; plans keep the value, and no replicate "
       "draws it anew.",
       kOptional},
      measure, figure.drawn);
  figure.value = figure.best;
  figure.low = low.value_or(figure.best);
  figure.high = high.value_or(figure.best);
  v.rule("low", figure.low <= figure.best, "low is above value", "low <= value <= high");
  v.rule("high", figure.high >= figure.best, "high is below value", "low <= value <= high");

  Distribution distribution = Distribution::triangular;
  v.choice({"distribution", "How it is drawn between low and high; the value is the mode of a triangle.",
            kOptional},
           distribution);
  v.rule("distribution", distribution != Distribution::lognormal || figure.low > 0.0,
         "a lognormal figure has a low end of 0 or less",
         "`low` is three standard deviations below the median");
  figure.distribution = figure.low < figure.high && !figure.drawn ? distribution : Distribution::fixed;

  FigureStatus status = FigureStatus::asserted;
  v.choice({"status", "asserted: somebody says so; derived: solved back or computed; assumed: our judgement.",
            kOptional},
           status);
  figure.status = status;
  std::string claimant;
  v.one_of_texts({"claimant", "Who says so: needed unless status is assumed.", kOptional},
                 names_of(Claimant{}), claimant);
  figure.claimant = claimant_named(claimant);
  v.reference({"source", "Key of where it was published; without one write `status: assumed` and a reason.",
               kOptional},
              "source", figure.source);
  v.text({"reason", "Why it is assumed, or a remark.", kOptional}, figure.reason);
  v.needs("status", status, FigureStatus::assumed, {"reason"}, {"source", "claimant"});

  v.reference({"advertised_source", "Key of where the maker's figure was found.", kOptional}, "source",
              figure.advertised_source);
  v.choice({"advertised_claimant", "memory: the maker's figure as we remember it.", kOptional},
           figure.advertised_claimant);
  v.comes_with("advertised", "advertised_source");
}

}  // namespace cupola
