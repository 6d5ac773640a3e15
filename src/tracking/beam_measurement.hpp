#pragma once

#include <cmath>

#include "tracking/imm_bank.hpp"
#include "tracking/measurement_model.hpp"
#include "tracking/plot_scan.hpp"

namespace cupola {

/// Where a filter believes a plot's target to be, at the time of the plot.
template <int D>
struct PredictedPosition {
  double x[D] = {};
  double c[D * (D + 1) / 2] = {};  ///< upper triangle of its covariance, m^2
};

/// How far does a beam bend beside its range's error?
/// Returns    R s^2 / s_R (Mo et al. 1998; Bar-Shalom, Li and Kirubarajan 2001, section 10.4.3)
inline double bend_of(const BeamPlot& b) {
  const double s = std::fmax(b.sd[1], b.sd[2]);
  return b.z[0] * s * s / b.sd[0];
}
/// Below the first the plot is taken as it is measured; above the second no filter that is linear about its
/// own estimate knows its errors.
inline constexpr double kBendCounts = 0.4, kBendTooMuch = 4.0;

/// `automatic` as it works out for a plot.
MeasurementModel model_for(MeasurementModel chosen, const BeamPlot& beam);

/// What does a range and azimuth (and elevation) say of a position, given where the target was predicted?
/// Model      `extended`: linear about the prediction, that is the innovation (dr, r cos(el) daz, r del) and
///            its covariance, turned into the frame of the plot (Bar-Shalom, Li and Kirubarajan 2001, section
///            10.3). `unscented`: linear by regression over sigma points of the prediction, with what the
///            regression leaves over as noise (Julier and Uhlmann 2004; kappa = 3 - D). `decorrelated`: the
///            converted plot, unbiased given the target, with the covariance that a target at the prediction
///            would give it (Bordonaro, Willett and Bar-Shalom 2014; of the prediction the mean alone).
///            `iterated`: linear about where prediction and plot together put the target across the beam, one
///            round, range corrected by the second order of what that leaves open: the extended form where the
///            prediction is sharp, the converted one where it says nothing.
///            All are put as measurements of position, so that the filters' kernels stay linear; all modes
///            of a mixture share the prediction of the whole
/// Returns    false, and nothing, where none of this holds: the prediction is too far across the beam
/// Holds for  plots within half a radian of the prediction as the sensor sees it
/// Accurate   docs/tracking.md, "Measurements in range and azimuth"
/// Random     none
/// Checked by tests/beam_measurement.cpp
template <int D>
bool measure_along_beam(MeasurementModel model, const PlotScan<D>& scan, const BeamPlot& beam,
                        const PredictedPosition<D>& predicted, double* z, double* r);

/// The same for a tracker's slots: which plots of a scan need it at all, and by which model.
template <int D>
class BeamMeasurer {
 public:
  struct Position {
    const double *z, *r;
  };

  explicit BeamMeasurer(MeasurementModel model) : model_(model) {}

  void begin(const PlotScan<D>& scan);
  /// `plot` as the scan lists it, `dt_s` after what `bank` predicts of the slot. Stands until the next call.
  Position position(const PlotScan<D>& scan, int plot, const ImmBank<D>& bank, std::size_t slot,
                    double dt_s) {
    const PositionPlot<D>& p = scan.plots[static_cast<std::size_t>(plot)];
    if (!bent_) return {p.z, p.r};
    return along_beam(scan, plot, bank, slot, dt_s);
  }

 private:
  Position along_beam(const PlotScan<D>& scan, int plot, const ImmBank<D>& bank, std::size_t slot,
                      double dt_s);

  MeasurementModel model_;
  bool bent_ = false;  // some plot of the scan is not taken as it is
  double z_[D] = {}, r_[D * (D + 1) / 2] = {};
};

extern template class BeamMeasurer<2>;
extern template class BeamMeasurer<3>;

}  // namespace cupola
