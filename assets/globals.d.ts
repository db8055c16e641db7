// What other scripts put on the window: Dash and plotly.js, the two that the page stands on.

interface PlotlyAxis {
    range: [number, number];
    _length: number;
    _offset: number;
}

interface PlotlyGraph extends HTMLElement {
    data: { name?: string; visible?: boolean | "legendonly"; meta?: string; x: ArrayLike<number>; y: ArrayLike<number> }[];
    layout: any;
    _fullLayout: { width: number; height: number; xaxis: PlotlyAxis; yaxis: PlotlyAxis; shapes?: { name?: string; yref: string; x0: number; y0: number }[] };
    on(event: string, listener: () => unknown): void;
    removeAllListeners(): void;
}

interface Plotly {
    newPlot(graph: HTMLElement, data: object[], layout: object, config?: object): Promise<PlotlyGraph>;
    react(graph: HTMLElement, data: object[], layout: object, config?: object): Promise<PlotlyGraph>;
    restyle(graph: PlotlyGraph, data: object, traces?: number[]): Promise<PlotlyGraph>;
    relayout(graph: PlotlyGraph, layout: object): Promise<PlotlyGraph>;
    update(graph: PlotlyGraph, data: object, layout: object, traces?: number[]): Promise<PlotlyGraph>;
    Plots: { resize(graph: PlotlyGraph): Promise<PlotlyGraph> };
}

/** A component as Dash describes it. */
interface DashComponent {
    props: { id?: string; children?: DashComponent | string | (DashComponent | string)[] | null; figure?: { layout: any } };
}

interface DashClientside {
    set_props(id: string, props: object): void;
    bench: {
        replied(reply?: import("./wire").Reply): void;
        swept(sweep?: import("./wire").Sweep): void;
    };
}

interface Window {
    Plotly: Plotly;
    DashRenderer: new (hooks: { layout_post(layout: DashComponent): void }) => object;
    renderer: object;
    dash_clientside: DashClientside;
}
