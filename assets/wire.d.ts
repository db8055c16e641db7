// What travels between server and page, as JSON.  The server's side of it is app/bench/redraw.py, section.py, sweep.py,
// callbacks.py and page.py; for the earth page, app/earth/page.py, for the advice page, app/advice/page.py and line.py.
// A test holds the two against each other.

/** Shown values as text, by key of the link. */
export type Values = Readonly<Record<string, string>>;

/** The frequency axis: its ends [Hz], and its number of points. */
export type Axis = readonly [number, number, number];

/** The ends of an interval. */
export type Span = readonly [number, number];

export interface Redraw {
    query: string;
    preset: string;
    given: Values;
    shown: Values;
    kind: string;
    /** What decides which controls matter: see `when`. */
    aspects: Values;
    range: Axis;
    curves: number[][];
    phases: number[][];
    names: string[];
    /** The limits of each graph's vertical axis: decades where that is logarithmic (`graphs` then holds the values). */
    span: Record<string, Span>;
    axis: Span;
    /** The first and the last time of curves over time [s], where there are such. */
    times: Span | null;
    verdict: string;
    place: number;
    shapes: { yref: string }[];
    texts: Record<string, string>;
    schematic: string;
    view: string;
    graphs: Record<string, number[][]>;
    measured: Overlay | null;
    pins: Pinned[];
    to_pin: string;
    known: Span | null;
    section: Section | null;
    telling: string;
    alike: Values;
    matters: Matters | null;
    whole: boolean;
}

/** What a figure rests on. */
export interface Matters {
    bars: Bar[];
    tolerant: boolean;
}

/** What one quantity does to it: at the ends of its tolerance, and where it is 1 % more. */
export interface Bar {
    key: string;
    name: string;
    low: number | null;
    high: number | null;
    one: number | null;
    told: string;
    told_one: string;
    percent: string;
    typical: string;
    reason: string;
}

/** A pin: what it is called and of, and its curve in each graph that shows it. */
export interface Pinned {
    key: string;
    name: string;
    label: string;
    of: string;
    curves: Record<string, number[]>;
}

export interface Overlay {
    frequency: number[];
    level: number[];
    residual: number[];
    fit: number;
    away: number;
    far: boolean;
}

export interface Section {
    radius: number;
    skin: number;
    frequency: number;
    wires: Wire[];
    rays: number;
    /** Resolution of the samples, and these: see `samplesOf` in common/unpack.js. */
    step: number;
    density: number[];
    /** Of a second wire unlike the first; else empty. */
    other: number[];
    /** Thickness of the insulation round each wire; 0 where there is no more to draw of it. */
    coat: number;
    shield: Span | null;
    wall: number[];
    most: number;
}

export interface Wire {
    x: number;
    y: number;
    radius: number;
    facing: number;
    sign: number;
    /** Inside of which part of the radius another metal is, and how many times the density of the samples it has. */
    core: Span | null;
}

export interface Reply {
    id: number;
    redraw?: Redraw;
    refusals?: Refusal[];
    left_out?: string[];
}

export interface Refusal {
    key: string;
    message: string;
    beside: string[];
}

/** How far a slider may go, as texts, and why no further. */
export interface Limits {
    ends: readonly string[];
    beyond: readonly string[];
}

/** What a drag of one slider needs, answered by the server to a request of `id`, `query`, `key` and `language`. */
export interface Sweep {
    id: number;
    query: string;
    key: string;
    /** The ends of what is possible beside the other values, as text. */
    limits: readonly [string, string];
    /** Why the slider stops there; "" at its own ends. */
    beyond: readonly [string, string];
    /** Positions of the slider that the curves cover; without any there is no curve. */
    window: Span | null;
    /** The first and the last time of curves over time [s], which stay while the slider moves. */
    times: Span | null;
    /** Resolution of each graph's curves. */
    steps: Record<string, number>;
    /**
     * Graph → trace → Chebyshev coefficients of orders 0, 1, 2 …, each a curve over the redraw's frequencies, as second
     * differences: y = Σ c_k T_k(t), t from −1 to 1 over the window, c_0 whole.  As the graph's axis has it: decades where
     * that is logarithmic.
     */
    curves: Record<string, number[][][]>;
    /** Graph → position from which on its axis has these limits, ascending: position, low, high. */
    spans: Record<string, (readonly [number, number, number])[]>;
}

/** What the bench is told once, with its first redraw. */
export interface Told {
    redraw: Redraw;
    numbers: Record<string, NumberTold>;
    feet: Record<string, Feet>;
    /** Names of options where lengths are in feet, those that are others then, by choice. */
    names_in_feet: Record<string, Values>;
    files: string[];
    lists: string[];
    /** What must be the case for a quantity to matter, of those that do not always: options by aspect. */
    when: Record<string, Record<string, readonly string[]>>;
    /** The options of each choice: groups of a title, which may be empty, and names by value. */
    options: Record<string, (readonly [string, Values])[]>;
    alternatives: string[][][];
    /** Choice → option → keys of the values that it brings along. */
    brings: Record<string, Record<string, string[]>>;
    insulations: Record<string, Values>;
    /** Values of the measured pickups, by their ids. */
    pickups: Record<string, Values>;
    /** The vertical axis of each graph, by units. */
    titles: Record<string, Values>;
    graphs: Record<string, { data: { visible?: boolean | "legendonly"; meta?: string }[]; layout: any }>;
    /** Texts that a redraw may have, within what Dash puts in place. */
    texts: string[];
    kept: string[];
    words: Record<string, string>;
    most: number;
    /** Bytes of a saved state, and what it begins with. */
    saved_most: number;
    saved_head: Record<string, number>;
    step: number;
    traces: number;
    pins: string[];
    looks: string[];
    link: number;
}

/** Inputs that Dash has still to put in place, by the key of their control: as Dash's own description of components. */
export type Inputs = Record<string, unknown>;

/** A quantity with a slider, whose range is in shown units. */
export interface NumberTold {
    low: number;
    high: number;
    log: boolean;
    step: number;
    unit: string;
    /** If 0, outside the range, says that there is none: the end of the slider that this is like. */
    none?: "low" | "high" | null;
    /** Marks of its own, as text and value; the text may be empty. */
    marks?: (readonly [string, number])[];
}

/** A number in feet or inches: its unit, how much of that one of the metric unit is, and its range. */
export interface Feet {
    unit: string;
    factor: number;
    low: number;
    high: number;
}

/** A state to be pasted elsewhere, from the API. */
export interface Copies {
    title: string;
    link: string;
    markdown: string;
    html: string;
    bbcode: string;
    iframe: string | null;
}

/** What came of a saved state, from the API. */
export interface StateRead {
    error?: { message: string };
    query: string;
    left_out: string[];
}

/** What came of a file, from the API. */
export interface CurveRead {
    error?: { message: string };
    key: string;
    code: string;
    message: string;
}

/** What the listening page is told once: the queries of impulse responses, by key of the side, and the largest exaggeration. */
export interface ListenTold {
    words: Record<string, string>;
    sides: Record<string, string>;
    /** Keys of the page's own in its address, and what they are where that does not have them. */
    usual: Record<string, string>;
    most: number;
    bend: number;
    number: string;
    content: string;
}

/** What came of a measured pickup, from the API. */
export interface PickupRead {
    error?: { key: string; message: string };
    values: Record<string, number>;
    message: string;
}

/** What the earth page is told once. */
export interface EarthTold {
    words: Record<string, string>;
    said: string;
    kinds: Record<string, EarthKind>;
    most: number;
    earth: string;
}

/** A kind of device, as its boxes take it, with its range and its source. */
export interface EarthKind {
    name: string;
    line: string;
    neutral: string;
    ground: string;
    pe: string;
    words: string;
}

export interface EarthReply {
    query: string;
    verdict: string;
    said: string;
    picture: string;
    plots: string;
    html: string;
    refusals?: EarthRefusal[];
}

/** Capacitances for readings, as the boxes of the devices take them. */
export interface EarthFit {
    rows: { line: string; neutral: string; ground: string }[];
    html: string;
    refusals?: EarthRefusal[];
}

export interface EarthRefusal {
    key: string;
    box: string;
    message: string;
    beside: string[];
}

/** What the advice page is told once. */
export interface AdviceTold {
    words: Record<string, string>;
    query: string;
    drops: Record<string, string[]>;
    price: string;
    unused: string[];
}

export interface AdviceReply {
    query: string;
    turned: string;
    answer: string;
    why: string;
    cables: string;
    fields: Values;
    unused: string[];
    rest: string;
    refusals?: AdviceRefusal[];
}

/** What is refused, in which box: of a limit its name, else the key; by what name the page has it. */
export interface AdviceRefusal {
    key: string;
    box: string;
    name: string;
    message: string;
    beside: string[];
}

/** What the page on 70 and 100 V lines is told once. */
export interface LineTold {
    words: Record<string, string>;
    query: string;
    units: string;
}

export interface LineReply {
    query: string;
    html: string;
    refusals?: LineRefusal[];
}

export interface LineRefusal {
    key: string;
    box: string;
    name: string;
    message: string;
}
