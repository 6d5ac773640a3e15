#pragma once

#include <vector>

#include "command/behaviour.hpp"
#include "command/impact_forecast.hpp"
#include "command/order_of_battle.hpp"
#include "core/matrix.hpp"
#include "core/time.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// Where straight flight passes a point, in the horizontal plane at that point.
struct ClosestApproach {
  double time_s = 0.0;      ///< from now; 0 where it recedes
  double distance_m = 0.0;  ///< at that time
};

/// When does a target pass nearest to a place, and how far off?
/// Model      straight flight in the earth-fixed frame, seen in the horizontal plane at the place (Johansson,
///            Evaluating the Performance of TEWA Systems, 2010, ch. 3)
/// Returns    time 0 and the present distance where the target recedes or stands still
/// Checked by tests/threat.cpp
ClosestApproach closest_approach(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, const Vec3& p_asset_ecef_m);
/// The same with the vertical at the place.
ClosestApproach closest_approach(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, const Vec3& p_asset_ecef_m,
                                 const Vec3& up);

/// What a track may do to what is defended.
struct ThreatEstimate {
  bool threatens = false;
  double time_to_go_s = 0.0;     ///< to the closest approach to, or impact near, the asset it threatens most
  double miss_distance_m = 0.0;  ///< from that asset then
  double score = 0.0;  ///< value times nearness times urgency: a part of the score (threat_score.hpp)
};

/// A track as the evaluation sees it.
struct ThreatState {
  Vec3 p_ecef_m, v_ecef_m_s;
  Matrix<6, 6> covariance;
  bool ballistic = false;
};

/// Where a track that is not known exactly passes a place.
struct UncertainApproach {
  double time_s = 0.0, distance_m = 0.0;  ///< as of ClosestApproach
  double sd_m = 0.0, time_sd_s = 0.0;  ///< sd_m: across its course, or where it recedes along the sight line
};

/// Model      closest_approach; the standard deviations to first order in the covariance, carried to that time
/// Checked by tests/threat.cpp
UncertainApproach uncertain_approach(const ThreatState& track, const Vec3& p_place_ecef_m);

/// What share of an asset's value does one destroy that gets through, as far as its behaviour tells?
/// Model      the doctrine's lethality by class, expected over the classes that behave so
/// Checked by tests/threat.cpp
double expected_lethality(const Doctrine& doctrine, Behaviour behaviour);

/// A score as a rank is made of it: it moves only where the score leaves a band about it (the play operator of
/// hysteresis), so that the noise of plots does not turn ranks. What all scores do together it keeps.
/// Checked by tests/threat.cpp
struct SteadyScore {
  double held = 0.0;
  double read(double score, double play);
};

/// The falling track that an estimate was made of.
struct FallSeen {
  Time time{INT64_MIN};
  Vec3 p_ecef_m, v_ecef_m_s;
  double position_sd_m = 0.0, velocity_sd_m_s = 0.0;  ///< root mean square over the axes

  static FallSeen of(const Track& track);

  /// Has the track only gone on falling since, known about as well? Then its ellipse stands.
  /// Model      less than 60 s on, no farther from where it would have fallen to than the gate of two tracks of one
  ///            target (correlation.hpp) lets its errors be, and not known twice as well as then
  /// Checked by tests/threat.cpp
  bool foresaw(const FallSeen& now) const;
};

/// How much does a track threaten, whom, and when?
/// Model      V f(d) g(t) (Johansson 2010, ch. 3): value, f = 1 / (1 + (d / near)^2) of the miss distance beyond
///            the asset's edge, g = 1 / (1 + t / soon) of the time to go; for each asset the expectation over the
///            track's covariance; the largest counts.
///            What flies: the closest approach by straight flight, its miss distance normal with the crossing
///            variance at that time (first order), over nine evenly spaced points; time to go likewise, three points
///            of Gauss and Hermite. What falls: the ellipse of its impact (impact_forecast.hpp), nine by nine
///            points; one that does not come down in the longest fall threatens nothing.
///            It threatens where it is less than `sure_to_miss` likely to pass farther than `reach` from the
///            edge; what falls, where the ellipse of that content comes within `burst` of the edge
/// Returns    score falls with miss distance and time to go, rises with the value, and moves smoothly with
///            the covariance
/// Holds for  ranking targets
/// Accurate   by the standard deviation across, against courses flown one by one: 0.5 % up to a third of `near`,
///            2.5 % up to `near`, 5 % up to 1.5 times, 9 % up to twice it (the most, `doubt_most`). By that of the
///            longer axis of an ellipse, against its integral: 0.5 % up to `near`, 2 % up to 1.5 times, 8 % up to
///            twice, 17 % up to three times it
/// Leaves out turns to come, stand-off weapons that reach beyond `reach`
/// Random     none
/// Checked by tests/threat.cpp
class ThreatEvaluation {
 public:
  ThreatEvaluation(const ThreatRules& rules, const SmoothEarth& earth, const std::vector<KnownAsset>& assets);

  /// Of an identity and class still open: multiply by P(hostile) and the lethality.
  ThreatEstimate evaluate(const ThreatState& track) const;

  /// How long until it is done, if it comes as is most likely: at the asset it threatens most, or on the ground;
  /// infinite where it comes to neither. For what is engaged already, whose ellipse nobody asks for.
  double time_to_go_s(const ThreatState& track) const;

 private:
  struct Place {
    KnownAsset asset;
    Vec3 up_ecef;
  };
  /// The miss distance beyond the edge and the time to go, as far as one asset is concerned; nearness and urgency
  /// only where it threatens.
  struct Passing {
    bool threatens;
    double time_s, miss_m, nearness, urgency;
  };
  Passing flying(const ThreatState& track, const Place& place) const;
  Passing falling(const ImpactForecast& impact, const Place& place) const;
  double nearness(double miss_m, double radius_m) const;
  double urgency(double time_s, double sd_s) const;

  ThreatRules rules_;
  FallBook fall_;
  std::vector<Place> places_;
  double deviations_, squared_deviations_;  // of `sure_to_miss`, on one side and in two dimensions
};

/// What a post defends: the assets it knows; where none is named, its fire units.
std::vector<KnownAsset> defended(const OrderOfBattle& own);

/// Its fire units as self-defence sees them: as wide as the doctrine's `self_defence`.
std::vector<KnownAsset> fire_units_attacked(const OrderOfBattle& own);

}  // namespace cupola
