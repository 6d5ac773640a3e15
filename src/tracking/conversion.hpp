#pragma once

#include <cstddef>
#include <vector>

#include "earth/geodetic.hpp"
#include "messages/plot.hpp"
#include "tracking/symmetric3.hpp"

namespace cupola {

/// A plot as a measurement of position.
struct PositionMeasurement {
  Vec3 z_ecef_m;
  Symmetric3 covariance_m2;
};

/// Where in the earth-fixed frame was the plot, and how well is that known?
/// Model      mean and covariance of the position given the measured range and angles. The mean is the
///            naive one times exp(-s^2/2) for each angle of standard deviation s (the factor of Lerro
///            and Bar-Shalom 1993 and Mo et al. 1998; applied as the mean given the measurement, Duan,
///            Han and Li 2004, because the covariance is laid along the measured direction: dividing by
///            it, as Mo does, would then leave a bias of r s^2). Across, r cos(el) s_az and r s_el;
///            along the line of sight, the range variance plus that of the arc's sagitta, r^2 s^4/2
/// Returns    m and m^2, earth-fixed frame
/// Holds for  angle errors up to 0.1 rad
/// Accurate   errors normalised by the covariance average 3 within 1 % up to 0.05 rad
/// Leaves out refraction; errors of the radar's own place and north
/// Checked by tests/conversion.cpp
PositionMeasurement to_position(const Plot& plot, const LocalFrame& radar);

/// The measurements of one batch in columns, padded for kernels that take several plots at a time.
struct MeasurementColumns {
  std::size_t size = 0;
  std::vector<double> x, y, z, xx, xy, xz, yy, yz, zz, time_s;
  std::vector<Time> time;
  std::vector<char> taken;  ///< has gone to a track already

  void resize(std::size_t n);  ///< every row is to be set afterwards
  void set(std::size_t i, const PositionMeasurement& z, Time t, double t_s);
  PositionMeasurement at(std::size_t i) const {
    return {{x[i], y[i], z[i]}, {xx[i], xy[i], xz[i], yy[i], yz[i], zz[i]}};
  }
};

/// to_position() of plots[order[0]], plots[order[1]], ..., to the same bits; times in seconds after `epoch`.
void to_positions(const std::vector<Plot>& plots, const std::vector<int>& order, const LocalFrame& radar,
                  Time epoch, MeasurementColumns& out);

}  // namespace cupola
