// Draws charts. The numbers of every chart are also in a table behind it.
import { make } from './dom.js';
import { makeScroller } from './layout.js';
import { drawRows } from './table.js';

function shape(tag, properties, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const WIDTH = 320, HEIGHT = 210, LEFT = 46, TOP = 22, RIGHT = 316, BOTTOM = 170, RADIUS = 95;
const hue = (index) => `c${index % 6} ${index < 6 ? '' : 'again'}`;
const short = (value) => new Intl.NumberFormat('en-GB', { notation: Math.abs(value) < 10000 ? 'standard' : 'compact', maximumFractionDigits: 2 }).format(value);

/** Draw a chart: a picture with a label that says what it shows, a legend, and its numbers to open. */
export function drawChart(block) {
  const { chart, title } = block;
  const series = chart.series || [{ data: chart.segments }];
  const values = series.flatMap(({ data }) => data.map(({ value }) => value));
  const kind = chart.type[0].toUpperCase() + chart.type.slice(1);
  const label = `${kind} chart: ${title}. ${values.length} values, from ${short(Math.min(...values))} to ${short(Math.max(...values))}. The numbers are in the table below.`;
  const parts = chart.type === 'pie' ? drawSlices(chart.segments) : drawAxes(chart, values);
  const picture = shape('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label }, ...parts);
  const numbers = make('details', {}, make('summary', { 'data-key': block.block_id }, 'Show the numbers'), makeScroller(title, 'table', drawRows(title, block.table, 0)));
  return make('figure', { className: 'block chart' }, make('figcaption', { className: 'header' }, title), picture, drawLegend(chart), numbers);
}

function drawLegend(chart) {
  const total = chart.segments?.reduce((sum, { value }) => sum + value, 0);
  const names = chart.segments?.map(({ label, value }) => `${label}, ${Math.round((100 * value) / total)}%`) || chart.series.map(({ name }) => name);
  return make('ul', { className: 'legend', role: 'list' }, names.map((name, index) => make('li', { className: hue(index) }, name)));
}

function drawSlices(segments) {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  const at = (share) => [WIDTH / 2 + RADIUS * Math.sin(2 * Math.PI * share), HEIGHT / 2 - RADIUS * Math.cos(2 * Math.PI * share)].join(' ');
  let from = 0;
  return segments.map(({ value }, index) => {
    const start = from;
    from += value / total;
    if (value === total) return shape('circle', { cx: WIDTH / 2, cy: HEIGHT / 2, r: RADIUS, class: `area ${hue(index)}` });
    return shape('path', { class: `slice ${hue(index)}`, d: `M${WIDTH / 2} ${HEIGHT / 2}L${at(start)}A${RADIUS} ${RADIUS} 0 ${from - start > 0.5 ? 1 : 0} 1 ${at(from)}Z` });
  });
}

/** Choose steps that people count in, from below the least value to above the greatest. */
function chooseSteps(values) {
  const low = Math.min(0, ...values), high = Math.max(0, ...values);
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough);
  const first = Math.floor(low / step);
  return Array.from({ length: Math.max(2, Math.ceil(high / step) - first + 1) }, (_, index) => (first + index) * step);
}

function drawAxes(chart, values) {
  const { categories, x_label: across = '', y_label: up = '' } = chart.axis_config;
  const steps = chooseSteps(values);
  const y = (value) => BOTTOM - ((value - steps[0]) / (steps.at(-1) - steps[0])) * (BOTTOM - TOP);
  const wide = (RIGHT - LEFT) / categories.length;
  const x = (index) => LEFT + wide * (index + 0.5);
  const every = Math.ceil((6.6 * Math.max(...categories.map((name) => Math.min(name.length, 12))) + 8) / wide);
  const lines = steps.flatMap((value) => [shape('line', { x1: LEFT, x2: RIGHT, y1: y(value), y2: y(value), class: value ? 'grid' : 'zero' }),
    shape('text', { x: LEFT - 5, y: y(value) + 4, 'text-anchor': 'end' }, short(value))]);
  const names = categories.map((name, index) => (index % every ? '' : shape('text', { x: x(index), y: BOTTOM + 15, 'text-anchor': 'middle' }, name.length > 12 ? `${name.slice(0, 11)}…` : name)));
  const titles = [shape('text', { x: 2, y: 11 }, up), shape('text', { x: (LEFT + RIGHT) / 2, y: HEIGHT - 4, 'text-anchor': 'middle' }, across)];
  const valueOf = (one, name) => one.data.find(({ label }) => label === name)?.value ?? 0;
  const draw = chart.type === 'bar' ? drawBars : drawLine;
  return [...lines, ...names, ...titles, ...chart.series.flatMap((one, index) =>
    draw(categories.map((name) => valueOf(one, name)), { x, y, wide, index, count: chart.series.length, filled: chart.type === 'area' }))];
}

function drawBars(values, { x, y, wide, index, count }) {
  const thick = (wide * 0.76) / count;
  return values.map((value, place) => shape('rect', { class: `bar ${hue(index)}`, width: thick * 0.92, height: Math.abs(y(value) - y(0)), x: x(place) + thick * (index - count / 2), y: Math.min(y(value), y(0)) }));
}

function drawLine(values, { x, y, index, filled }) {
  const points = values.map((value, place) => `${x(place)} ${y(value)}`);
  const under = filled ? [shape('path', { class: `under ${hue(index)}`, d: `M${x(0)} ${y(0)}L${points.join('L')}L${x(values.length - 1)} ${y(0)}Z` })] : [];
  const dots = values.map((value, place) => shape('circle', { class: `area ${hue(index)}`, cx: x(place), cy: y(value), r: 2.5 }));
  return [...under, shape('path', { class: `line ${hue(index)}`, d: `M${points.join('L')}` }), ...dots];
}
